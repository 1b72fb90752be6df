package org.onewindow.registration;

import org.onewindow.registration.Registrations.Registration;
import org.springframework.context.ApplicationContext;

/** Registers people for tests of other modules. */
public final class Registering {

    private final Registrations registrations;

    public Registering(ApplicationContext office) {
        registrations = office.getBean(Registrations.class);
    }

    public void register(String name, String citizenId, String mobile, String password) {
        registrations.register(new Registration(name, citizenId, mobile, password));
    }
}
