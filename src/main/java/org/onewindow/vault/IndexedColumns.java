package org.onewindow.vault;

import java.util.List;

/** A module's columns of blind indexes, which get the indexes of a new key when theirs is exchanged. */
public interface IndexedColumns {

    /**
     * @param name of the column, which an index of the table begins with
     * @param before what stands before the blind index in each value of the column that has one; mostly nothing
     */
    record Column(String table, String name, String before) {

        public Column(String table, String name) {
            this(table, name, "");
        }
    }

    /** Columns that are compared with one another, so that equal values change in one transaction. */
    List<Column> indexed();
}
