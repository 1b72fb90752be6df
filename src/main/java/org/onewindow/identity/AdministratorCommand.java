package org.onewindow.identity;

import java.io.PrintStream;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.onewindow.audit.Audit;
import org.onewindow.audit.AuditRecord;
import org.onewindow.shared.Role;
import org.onewindow.vault.FieldCipher;
import org.onewindow.vault.Keyring;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Opens the account of an administrator: {@code java -jar one-window.jar open-administrator LOGIN ROLE}, with the same
 * settings for the database and the master key as the office, which must have started once. The role is SYSTEM_ADMIN,
 * SECURITY_ADMIN or AUDIT_ADMIN; each is one person (三员分立). Whoever can read the master key can do no more by this than
 * he could without; that it was done is in the audit.
 */
@ImportAutoConfiguration({
    DataSourceAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    JdbcClientAutoConfiguration.class
})
@ComponentScan(
        basePackageClasses = Audit.class,
        useDefaultFilters = false,
        includeFilters = @Filter(type = FilterType.REGEX, pattern = "org\\.onewindow\\.audit\\.Audit(Repository)?"))
@Import({Accounts.class, Mandates.class, FieldCipher.class, Keyring.class})
public final class AdministratorCommand {

    public static final String NAME = "open-administrator";

    /**
     * @param arguments the command's name, a login, a role, and settings that begin with two dashes
     * @param to where the initial password is written, which opens nothing but its own change
     * @return 0 when the account was opened, 2 when the arguments are not those above
     * @throws org.springframework.dao.DuplicateKeyException when somebody has the login
     */
    public static int run(String[] arguments, PrintStream to) {
        String[] settings =
                Arrays.stream(arguments).filter(a -> a.startsWith("--")).toArray(String[]::new);
        List<String> given = Arrays.stream(arguments)
                .skip(1)
                .filter(a -> !a.startsWith("--"))
                .toList();
        Set<String> roles = Set.of(Role.SYSTEM_ADMIN.name(), Role.SECURITY_ADMIN.name(), Role.AUDIT_ADMIN.name());
        if (given.size() != 2 || !given.get(0).matches(AccountController.LOGIN) || !roles.contains(given.get(1))) {
            to.println(NAME + " LOGIN SYSTEM_ADMIN|SECURITY_ADMIN|AUDIT_ADMIN");
            return 2;
        }
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(AdministratorCommand.class)
                .web(WebApplicationType.NONE)
                .run(settings)) {
            Accounts accounts = context.getBean(Accounts.class);
            String id = UUID.randomUUID().toString();
            String password = Passwords.initial();
            String hashed = context.getBean(PasswordEncoder.class).encode(password);
            Person person = new Person(given.get(0), null, null);
            Audit audit = context.getBean(Audit.class);
            AuditRecord act = AuditRecord.of(context.getBean(Clock.class).instant(), null, NAME, id, AuditRecord.DONE);
            new TransactionTemplate(new JdbcTransactionManager(context.getBean(DataSource.class)))
                    .executeWithoutResult(status -> {
                        accounts.open(id, given.get(0), hashed, Set.of(Role.valueOf(given.get(1))), "", person);
                        accounts.setPassword(id, hashed, true);
                        audit.record(act);
                    });
            to.println(password);
            return 0;
        }
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return Tokens.PASSWORDS;
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
