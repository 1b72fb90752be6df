package org.onewindow.certificate;

import java.security.SecureRandom;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The part of a number that nobody guesses: forty bits, in characters that nobody mistakes for another. */
@Component
class Numbers {

    private static final String CHARACTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    private final SecureRandom random = new SecureRandom();

    String next() {
        return random.ints(8, 0, CHARACTERS.length())
                .mapToObj(place -> CHARACTERS.substring(place, place + 1))
                .collect(Collectors.joining());
    }
}
