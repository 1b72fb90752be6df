package org.onewindow.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.onewindow.register.CriminalRecords.Finding;
import org.onewindow.register.DemoRegisterService.Fault;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** What leaves the connector, and what does not. */
class CriminalRecordsTests {

    private final ObjectProvider<DemoRegisterService> none =
            new StaticListableBeanFactory().getBeanProvider(DemoRegisterService.class);

    @Test
    void tellsOneWordAndASealedRecordIsNone() {
        try (var demo = new DemoRegisterService(0, Clock.systemUTC())) {
            CriminalRecords records = at(demo.url());
            assertThat(records.ask("370602190001010016")).isEqualTo(Finding.NONE);
            assertThat(records.ask("370602190001010024")).as("sealed").isEqualTo(Finding.NONE);
            assertThat(records.ask("370602190001010032")).isEqualTo(Finding.ON_FILE);
            assertThat(records.ask("370602190003011012")).as("incomplete").isEqualTo(Finding.UNCLEAR);
            assertThat(records.ask("370602190003021026")).as("nobody").isEqualTo(Finding.UNCLEAR);
            demo.fail(Register.CRIMINAL_RECORD, Fault.ERROR);
            assertThat(records.ask("370602190001010016")).isEqualTo(Finding.SILENT);
        }
        assertThat(at(null).ask("370602190001010016")).isEqualTo(Finding.SILENT);
    }

    private CriminalRecords at(String url) {
        var properties = new RegisterProperties(
                url,
                Map.of(),
                null,
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(7),
                2,
                10,
                Duration.ofSeconds(10));
        return new CriminalRecords(properties, none, Clock.systemUTC());
    }
}
