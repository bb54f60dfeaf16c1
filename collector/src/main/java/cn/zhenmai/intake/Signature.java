package cn.zhenmai.intake;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a signed request says in {@code Authorization: Zhenmai-HMAC-SHA256 source=…, timestamp=…, nonce=…, signature=…}: HMAC-SHA256 in hex
 * over timestamp, newline, nonce, newline and the body as it was sent; its key are the 32 bytes of the SHA-256 of the source's key. The
 * source's key itself never travels.
 *
 * @param timestamp in seconds since 1970
 */
record Signature(String source, long timestamp, String nonce, byte[] signature) {

    static final String SCHEME = "Zhenmai-HMAC-SHA256 ";

    /** How far the sender's clock may be off, either way. */
    static final Duration WINDOW = Duration.ofMinutes(5);

    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern FORM = Pattern.compile(
            "source=([a-zA-Z0-9_.-]{1,100}), ?timestamp=(\\d{1,11}), ?nonce=([A-Za-z0-9_-]{16,64}), ?signature=([0-9a-fA-F]{64})");

    /** Empty where the header is not of this form. */
    static Optional<Signature> parse(String header) {
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        Matcher form = FORM.matcher(header.substring(SCHEME.length()).trim().replace("\"", ""));
        return form.matches()
                ? Optional.of(new Signature(
                        form.group(1),
                        Long.parseLong(form.group(2)),
                        form.group(3),
                        HexFormat.of().parseHex(form.group(4).toLowerCase(Locale.ROOT))))
                : Optional.empty();
    }

    boolean isInTime(Instant now) {
        return Duration.between(Instant.ofEpochSecond(timestamp), now).abs().compareTo(WINDOW) <= 0;
    }

    /** Compares against each of the source's keys while the body arrives. */
    Check check(List<SourceKey.Live> keys) {
        Check check = new Check(this, keys, new ArrayList<>());
        byte[] head = (timestamp + "\n" + nonce + "\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        for (SourceKey.Live key : keys) {
            Mac mac = mac(key.hash());
            mac.update(head);
            check.macs.add(mac);
        }
        return check;
    }

    private static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** One body against one signature; not for two threads. */
    record Check(Signature signature, List<SourceKey.Live> keys, List<Mac> macs) {

        void update(byte[] bytes) {
            macs.forEach(mac -> mac.update(bytes));
        }

        /** The key that signed it; ends the check. */
        Optional<SourceKey.Live> signer() {
            SourceKey.Live signer = null;
            for (int i = 0; i < macs.size(); i++) {
                if (MessageDigest.isEqual(macs.get(i).doFinal(), signature.signature())) {
                    signer = keys.get(i);
                }
            }
            return Optional.ofNullable(signer);
        }
    }
}
