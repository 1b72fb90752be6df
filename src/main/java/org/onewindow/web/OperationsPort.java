package org.onewindow.web;

import jakarta.servlet.http.HttpServletRequest;
import org.apache.catalina.connector.Connector;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * The second port, for those who run the house: the engine's pages and REST interface, health, metrics, invariants. It
 * listens on the loopback address unless {@code onewindow.ops.address} says otherwise, on {@code onewindow.ops.port}, where 0
 * takes any free one.
 */
@Component
public class OperationsPort implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private final Connector connector = new Connector();

    OperationsPort(
            @Value("${onewindow.ops.address:127.0.0.1}") String address,
            @Value("${onewindow.ops.port:8081}") int port) {
        connector.setProperty("address", address);
        connector.setPort(port);
        // A few operators, who must not use up the database connections of everybody else.
        connector.setProperty("maxThreads", "8");
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addAdditionalConnectors(connector);
    }

    /** The port it really listens on; -1 before the server has started. */
    public int number() {
        return connector.getLocalPort();
    }

    /** Whether the request came in by this port. Asks the socket, which no header can change. */
    boolean received(HttpServletRequest request) {
        return request.getLocalPort() == number();
    }
}
