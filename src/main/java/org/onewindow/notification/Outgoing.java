package org.onewindow.notification;

/**
 * A notice on its way.
 *
 * @param key of the notice
 * @param tries how often sending failed
 */
record Outgoing(String key, Way way, String account, String subject, String text, int tries) {

    /** Who wants neither mail nor short messages finds it on his own page, and nothing leaves the house. */
    enum Way {
        MAIL,
        SMS,
        PAGE
    }

    /** Never what it says. */
    @Override
    public String toString() {
        return "Outgoing[" + key + " " + way + "]";
    }
}
