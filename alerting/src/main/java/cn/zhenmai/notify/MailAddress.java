package cn.zhenmai.notify;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An address with an optional display name: {@code 诊脉 <zhenmai@school.edu.cn>}. */
public record MailAddress(String name, String address) {

    private static final Pattern FORM = Pattern.compile("(?:(.*)<([^<>\\s]+@[^<>\\s]+)>|([^<>\\s]+@[^<>\\s]+))");

    /** An encoded word may be 75 characters long (RFC 2047): 45 octets of text make 60. */
    private static final int OCTETS_PER_WORD = 45;

    public static MailAddress parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException("不是邮件地址／not a mail address: " + text);
        }
        if (form.group(3) != null) {
            return new MailAddress(null, form.group(3));
        }
        String name = form.group(1).strip();
        return new MailAddress(name.isEmpty() ? null : name, form.group(2));
    }

    String domain() {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    /** For a header: vertx-mail would write a name that is not ASCII as a comment, which most readers don't show. */
    String header() {
        if (name == null) {
            return address;
        }
        StringBuilder header = new StringBuilder();
        StringBuilder word = new StringBuilder();
        for (int codePoint : name.codePoints().toArray()) {
            String next = Character.toString(codePoint);
            if (octets(word + next) > OCTETS_PER_WORD) {
                header.append(encoded(word)).append(' ');
                word.setLength(0);
            }
            word.append(next);
        }
        return header.append(encoded(word)) + " <" + address + ">";
    }

    private static int octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String encoded(CharSequence word) {
        byte[] bytes = word.toString().getBytes(StandardCharsets.UTF_8);
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(bytes) + "?=";
    }
}
