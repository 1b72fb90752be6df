package org.onewindow.vault;

/**
 * A sealed value does not open: it was altered, or moved here from another row or column, or its key is gone. The message
 * says where it stands and never what it holds.
 */
public final class BrokenSeal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokenSeal(String table, String rowId, String column) {
        super("The sealed value in " + table + "." + column + " of row " + rowId + " does not open");
    }
}
