package org.onewindow.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.onewindow.support.Caller.json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onewindow.support.Caller;

class PortsIT {

    private final PackagedOffice office = PackagedOffice.shared();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/camunda",
                "/camunda/",
                "/camunda/app/cockpit/default/",
                "/camunda/app/admin/default/setup/",
                "/camunda/api/engine/engine/default/process-definition",
                "/engine-rest/engine",
                "/engine-rest/process-definition",
                "/actuator",
                "/actuator/health",
                "/actuator/env",
                "/actuator/prometheus",
                "/ops/invariants"
            })
    void hasNothingOfTheEngineOnThePublicPort(String path) {
        String session = office.operator();
        String token = office.people().token("ops");

        int expected = path.contains("setup") ? 403 : 404;
        assertThat(office.people().get(path).statusCode()).isEqualTo(expected);
        assertThat(office.people().getAs(token, path).statusCode()).isEqualTo(expected);
        assertThat(office.people().get(path, "Cookie", session).statusCode()).isEqualTo(expected);
    }

    @Test
    void listensOnTheLoopbackAddressOnly() throws IOException {
        var addresses = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .toList();
        for (int port : List.of(office.operationsPort, office.port, office.registerPort)) {
            assertThat(listening(port))
                    .as("addresses of port %d", port)
                    .hasSize(1)
                    .allMatch(PortsIT::isLoopback);
            for (var address : addresses) {
                try (var socket = new Socket()) {
                    assertThatThrownBy(() -> socket.connect(new InetSocketAddress(address, port), 2_000))
                            .as("%s", address)
                            .isInstanceOf(ConnectException.class);
                }
            }
        }
    }

    /** Local addresses on which somebody listens at a port, in hexadecimal as Linux tells them. */
    static List<String> listening(int port) {
        String suffix = ":%04X".formatted(port);
        return List.of("/proc/net/tcp", "/proc/net/tcp6").stream()
                .map(Path::of)
                .filter(Files::exists)
                .flatMap(PortsIT::lines)
                .map(line -> line.strip().split(" +"))
                .filter(columns -> columns[1].endsWith(suffix) && columns[3].equals("0A"))
                .map(columns -> columns[1].substring(0, columns[1].indexOf(':')))
                .toList();
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isLoopback(String address) {
        return List.of("0100007F", "0000000000000000FFFF00000100007F", "00000000000000000000000001000000")
                .contains(address);
    }

    @Test
    void showsAnOperatorTheRunningCases() {
        Caller people = office.people();
        String agent = people.token("li.na");
        String id = json(Applications.BIG_BOX.submit(people, agent, "ports-case-1"))
                .get("id")
                .asString();
        Caller operators = office.operators();
        String session = office.operator();

        var page = operators.get("/camunda/app/cockpit/default/", "Cookie", session);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Camunda Cockpit");

        PackagedOffice.await(
                Duration.ofSeconds(30),
                "the case is with an officer",
                () -> json(people.getAs(agent, "/api/cases/" + id))
                        .at("/status/code")
                        .asString()
                        .equals("UNDER_REVIEW"));
        var statistics =
                operators.get("/camunda/api/engine/engine/default/process-definition/statistics", "Cookie", session);
        assertThat(statistics.statusCode()).isEqualTo(200);
        assertThat(json(statistics).valueStream())
                .filteredOn(process -> process.at("/definition/key").asString().equals("truck-pass"))
                .singleElement()
                .satisfies(
                        process -> assertThat(process.get("instances").asInt()).isPositive());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/camunda/app/cockpit/default/", "/actuator/prometheus", "/ops/invariants"})
    void opensItsToolsToOperatorsOnly(String path) {
        Caller operators = office.operators();
        String clerk = Caller.cookie(operators.signIn("sun.lei", Caller.DEMO_PASSWORD));

        assertThat(operators.get(path).statusCode()).isEqualTo(302);
        assertThat(operators.get(path, "Cookie", clerk).statusCode()).isEqualTo(403);
        assertThat(operators.get(path, "Cookie", office.operator()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void measuresTheEngine() {
        String metrics = office.operators()
                .get("/actuator/prometheus", "Cookie", office.operator())
                .body();

        assertThat(metrics)
                .contains("\nonewindow_engine_incidents_open 0.0\n")
                .contains("\nonewindow_engine_jobs_failed 0.0\n")
                .containsPattern("\nonewindow_engine_jobs_due \\d")
                .containsPattern("\nonewindow_engine_processes_running\\{process=\"truck-pass\"} \\d");
    }

    @Test
    void doesNotOfferTheDemoToTheNetwork(@TempDir Path folder) {
        try (var open = PackagedOffice.demo(folder.resolve("public-demo"), "--server.address=0.0.0.0")) {
            assertThat(open.startRefused()).isNotZero();
            assertThat(open.log()).contains("starts on a loopback address only, but server.address is \"0.0.0.0\".");
        }
    }
}
