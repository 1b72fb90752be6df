package org.onewindow.shared;

/** A module that needs a record of another one, so that it is kept although its time is over. */
public interface StillNeeded {

    /** @param id of a record as its own module knows it */
    boolean needed(String id);
}
