package org.onewindow.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.onewindow.audit.AuditChain.Verdict;
import org.onewindow.vault.Keyring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Checks the audit without starting the office: {@code java -jar one-window.jar audit-verify [file of checkpoints]}, with the
 * same settings for the database and the master key. The file is one that was kept elsewhere; this node's own when left out.
 */
@ImportAutoConfiguration({
    DataSourceAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    JdbcClientAutoConfiguration.class
})
@Import({AuditRepository.class, AuditChain.class, Checkpoints.class, Keyring.class})
public final class AuditCommand {

    public static final String NAME = "audit-verify";

    private static final Logger LOG = LoggerFactory.getLogger(AuditCommand.class);

    /**
     * @param arguments the command's name, perhaps a file, and settings that begin with two dashes
     * @return 0 when nothing was altered, else 1
     * @throws IOException when the file cannot be read
     */
    public static int run(String[] arguments) throws IOException {
        List<String> given = Arrays.stream(arguments).skip(1).toList();
        String[] settings = given.stream().filter(a -> a.startsWith("--")).toArray(String[]::new);
        List<String> files = given.stream().filter(a -> !a.startsWith("--")).toList();
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(AuditCommand.class)
                .web(WebApplicationType.NONE)
                .run(settings)) {
            List<String> lines = files.isEmpty()
                    ? context.getBean(Checkpoints.class).lines()
                    : Files.readAllLines(Path.of(files.get(0)), StandardCharsets.US_ASCII);
            Verdict verdict = context.getBean(AuditChain.class)
                    .verify(lines, context.getBean(Keyring.class).publicKeys(Keyring.Purpose.AUDIT));
            LOG.info(
                    "{} records, {} checkpoints, {} faults",
                    verdict.records(),
                    verdict.checkpoints(),
                    verdict.findings().size());
            verdict.findings().forEach(f -> LOG.error("stream {}, record {}: {}", f.stream(), f.seq(), f.fault()));
            return verdict.findings().isEmpty() ? 0 : 1;
        }
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
