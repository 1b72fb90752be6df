package org.onewindow;

import java.io.IOException;
import org.onewindow.audit.AuditCommand;
import org.onewindow.identity.AdministratorCommand;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.modulith.Modulithic;

@Modulithic(systemName = "One Window", sharedModules = "shared")
@SpringBootApplication
public class OneWindow {

    /** @param args settings, or the name of a command first */
    public static void main(String[] args) throws IOException {
        if (args.length > 0 && args[0].equals(AuditCommand.NAME)) {
            System.exit(AuditCommand.run(args));
        }
        if (args.length > 0 && args[0].equals(AdministratorCommand.NAME)) {
            System.exit(AdministratorCommand.run(args, System.out));
        }
        SpringApplication.run(OneWindow.class, args);
    }
}
