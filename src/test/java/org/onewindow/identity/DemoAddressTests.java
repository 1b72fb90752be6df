package org.onewindow.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onewindow.OneWindow;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class DemoAddressTests {

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "192.0.2.1", "::", ""})
    void doesNotStartWithTheDemoPeopleOnAPublicAddress(String address, CapturedOutput output) {
        assertThatThrownBy(() -> new SpringApplicationBuilder(OneWindow.class)
                        .profiles("demo")
                        .run("--server.address=" + address, "--spring.datasource.url=jdbc:h2:mem:never-opened"))
                .isInstanceOf(DemoAddress.PublicDemo.class);

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("starts on a loopback address only")
                .doesNotContain("\tat org.");
    }
}
