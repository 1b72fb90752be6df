/**
 * Province-wide and cross-province handling (全省通办, 跨省通办): an application is accepted in one city and decided in another.
 * Each place has its own case, tasks and clocks; what they tell each other are letters.
 *
 * <p>The wire: {@code POST {url}/api/exchange-letters} with a signed JWT (RFC 7519, ES256, type {@code exchange+jwt}) as
 * {@code application/jose}. {@code iss} and {@code aud} are division codes (GB/T 2260), {@code jti} is the letter's id,
 * {@code kind} is a {@link org.onewindow.exchange.Letter.Kind}, {@code ref} is the id of the case at the place of acceptance
 * and {@code body} holds strings. The same letter may come any number of times: it works once and gets the same receipt.
 * What is not received is sent again, longer and longer apart, and seen by operators when a day has passed.
 */
@ApplicationModule(
        allowedDependencies = {
            "calendar",
            "casework",
            "catalogue",
            "database",
            "identity",
            "service",
            "vault",
            "workflow"
        })
package org.onewindow.exchange;

import org.springframework.modulith.ApplicationModule;
