package cn.zhenmai.store;

/** How to reach the database. The password is never printed. */
public record JdbcSettings(String url, String user, String password) {

    @Override
    public String toString() {
        return "JdbcSettings[" + url + " as " + user + "]";
    }
}
