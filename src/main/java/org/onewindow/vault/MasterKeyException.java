package org.onewindow.vault;

/** Without the right master key the office does not open. */
final class MasterKeyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String action;

    MasterKeyException(String message, String action, Throwable cause) {
        super(message, cause);
        this.action = action;
    }

    String action() {
        return action;
    }
}
