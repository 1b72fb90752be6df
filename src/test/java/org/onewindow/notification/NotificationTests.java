package org.onewindow.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onewindow.appointment.Bookings;
import org.onewindow.identity.Accounts;
import org.onewindow.notification.Notice.Kind;
import org.onewindow.privacy.Onlooking;
import org.onewindow.registration.Registering;
import org.onewindow.shared.Actor;
import org.onewindow.shared.CitizenId;
import org.onewindow.shared.Role;
import org.onewindow.support.AtOnce;
import org.onewindow.support.SteppedClock;
import org.onewindow.support.SteppedOffice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Over a real SMTP server and a real gateway on this machine. */
@SteppedOffice
class NotificationTests {

    private static final Instant MONDAY = Instant.parse("2026-08-03T02:00:00Z");
    private static final Instant THURSDAY = Instant.parse("2026-08-06T00:30:00Z");
    private static final String ITEM = "JG028";

    private final Notifications notifications;
    private final NotificationRepository repository;
    private final Accounts accounts;
    private final SteppedClock clock;
    private final JdbcClient sql;
    private final Bookings bookings;
    private final Registering registering;
    private final ApplicationContext office;
    private final Actor citizen;

    private final GreenMail post = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private volatile int answer = 200;
    private volatile Runnable duringSending = () -> {};
    private HttpServer gateway;

    @Autowired
    NotificationTests(
            Notifications notifications,
            NotificationRepository repository,
            Accounts accounts,
            SteppedClock clock,
            JdbcClient sql,
            ApplicationContext office) {
        this.notifications = notifications;
        this.repository = repository;
        this.accounts = accounts;
        this.clock = clock;
        this.sql = sql;
        bookings = new Bookings(office);
        registering = new Registering(office);
        this.office = office;
        // Others have applied in another city or at a window, and left no number.
        citizen = accounts.withRole(Role.APPLICANT).stream()
                .filter(somebody -> accounts.person(somebody.id()).mobile() != null)
                .findFirst()
                .orElseThrow();
    }

    @BeforeEach
    void open() throws IOException {
        clock.set(MONDAY);
        sql.sql("DELETE FROM notification").update();
        post.start();
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/sms", exchange -> {
            messages.add(exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            duringSending.run();
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
        });
        gateway.start();
    }

    @AfterEach
    void close() {
        gateway.stop(0);
        post.stop();
        clock.release();
        // Only now, or the office's own watch would raise them again.
        sql.sql("DELETE FROM security_alert").update();
        sql.sql("DELETE FROM notification").update();
        sql.sql("DELETE FROM notification_contact").update();
        sql.sql("DELETE FROM appointment_seat WHERE outlet = 'KF04'").update();
        sql.sql("DELETE FROM appointment WHERE outlet = 'KF04'").update();
    }

    private NotificationRules rules() {
        URI url = URI.create("http://127.0.0.1:" + gateway.getAddress().getPort() + "/sms");
        return new NotificationRules(
                3, Duration.ofMinutes(1), "office@example.org", new NotificationRules.Sms(url, "gateway-token"));
    }

    private Sending sending() {
        var sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(post.getSmtp().getPort());
        sender.setDefaultEncoding("UTF-8");
        var beans = new DefaultListableBeanFactory();
        beans.registerSingleton("sender", sender);
        NotificationRules rules = rules();
        return new Sending(
                repository,
                accounts,
                List.of(new MailGateway(beans.getBeanProvider(JavaMailSender.class), rules), new SmsGateway(rules)),
                rules,
                clock);
    }

    private void byMailOnly(String language) {
        notifications.keep(citizen.id(), new Contact("zhang@example.org", false, language));
    }

    private void tell(String key, String about, Instant at, Instant uselessAt) {
        notifications.tell(new Notice(key, citizen.id(), about, Kind.APPOINTMENT_CONFIRMED, at, uselessAt, locale ->
                new Object[] {"2026-08-06 08:30", locale.getLanguage()}));
    }

    private List<String> states() {
        return sql.sql("SELECT status FROM notification ORDER BY notice_key, way")
                .query(String.class)
                .list();
    }

    @Test
    void aMailSaysWhatInTheLanguageOfItsReaderAndNamesNobodyInItsSubject() throws Exception {
        byMailOnly("en");
        tell("k1", "a1", MONDAY, null);
        assertThat(sql.sql("SELECT text_sealed FROM notification")
                        .query(String.class)
                        .single())
                .doesNotContain("appointment");
        sending().send();
        sending().send();
        MimeMessage[] mails = post.getReceivedMessages();
        assertThat(mails).hasSize(1);
        assertThat(mails[0].getSubject()).isEqualTo("Your appointment");
        assertThat(mails[0].getAllRecipients()[0].toString()).isEqualTo("zhang@example.org");
        assertThat(mails[0].getContent().toString()).contains("2026-08-06 08:30 at en");
        assertThat(messages).isEmpty();
        assertThat(states()).containsExactly("SENT");
    }

    @Test
    void aShortMessageGoesToTheMobileNumberOfTheAccount() {
        tell("k1", "a1", MONDAY, null);
        sending().send();
        assertThat(messages)
                .singleElement()
                .satisfies(message -> assertThat(message)
                        .startsWith("Bearer gateway-token")
                        .contains("\"id\":\"k1\"", accounts.person(citizen.id()).mobile(), "您已预约"));
    }

    @Test
    void whatIsNotTakenIsTriedAgainAtGrowingDistanceAndInTheEndGivenUp() {
        answer = 503;
        tell("k1", "a1", MONDAY, null);
        sending().send();
        sending().send();
        assertThat(messages).hasSize(1);
        clock.set(MONDAY.plus(Duration.ofMinutes(1)));
        sending().send();
        clock.set(MONDAY.plus(Duration.ofMinutes(2)));
        sending().send();
        assertThat(messages).as("after the second failure it waits two minutes").hasSize(2);
        clock.set(MONDAY.plus(Duration.ofMinutes(3)));
        sending().send();
        assertThat(messages).hasSize(3);
        assertThat(states()).containsExactly("GIVEN_UP");
    }

    @Test
    void whatIsOvertakenWhileTheGatewayRefusesItIsNotTriedAgain() {
        answer = 503;
        duringSending = () -> notifications.cancel("a1");
        tell("k1", "a1", MONDAY, null);
        sending().send();
        answer = 200;
        clock.set(MONDAY.plus(Duration.ofMinutes(5)));
        sending().send();
        assertThat(messages).hasSize(1);
        assertThat(states()).containsExactly("CANCELLED");
    }

    @Test
    void aGatewayThatComesBackGetsIt() {
        answer = 500;
        tell("k1", "a1", MONDAY, null);
        sending().send();
        answer = 202;
        clock.set(MONDAY.plus(Duration.ofMinutes(5)));
        sending().send();
        assertThat(states()).containsExactly("SENT");
    }

    @Test
    void oneKeyIsToldOnceHoweverManyNodesSend() {
        for (int i = 0; i < 5; i++) {
            String key = "k" + i;
            tell(key, "a1", MONDAY, null);
            tell(key, "a1", MONDAY, null);
        }
        AtOnce.run(IntStream.range(0, 4)
                .<Callable<Boolean>>mapToObj(node -> () -> {
                    sending().send();
                    return true;
                })
                .toList());
        assertThat(messages).hasSize(5);
    }

    @Test
    void whatIsCancelledOrUselessIsNotSent() {
        tell("k1", "a1", MONDAY.plusSeconds(60), null);
        tell("k2", "a2", MONDAY.plusSeconds(60), MONDAY.plusSeconds(90));
        notifications.cancel("a1");
        clock.set(MONDAY.plusSeconds(90));
        sending().send();
        assertThat(messages).isEmpty();
        assertThat(states()).containsExactly("CANCELLED", "CANCELLED");
    }

    @Test
    void aReminderFollowsEveryChangeOfTheVisit() {
        byMailOnly("zh");
        String person = "reminded-" + UUID.randomUUID().toString().substring(0, 8);
        String number = bookings.booked(citizen.id(), person, ITEM, "KF04", THURSDAY);
        bookings.move(citizen.id(), person, number, "KF04", THURSDAY.plus(Duration.ofDays(1)));
        sending().send();
        assertThat(subjects()).as("the confirmation was overtaken").containsExactly("预约已变更");
        clock.set(THURSDAY.minus(Duration.ofDays(1)));
        sending().send();
        assertThat(subjects()).hasSize(1);
        clock.set(THURSDAY);
        sending().send();
        assertThat(subjects()).containsExactly("预约已变更", "预约提醒");
        clock.set(THURSDAY.plusSeconds(1));
        bookings.cancel(citizen.id(), person, number);
        sending().send();
        assertThat(subjects()).containsExactly("预约已变更", "预约提醒", "预约已取消");
        assertThat(states()).doesNotContain("PENDING");
    }

    @Test
    void anOfficeWithoutGatewaysWritesNoticesDownAndSendsThemNowhere() {
        tell("k1", "a1", MONDAY, null);
        var none = new NotificationRules(3, Duration.ofMinutes(1), "office@example.org", null);
        var beans = new DefaultListableBeanFactory();
        new Sending(
                        repository,
                        accounts,
                        List.of(
                                new MailGateway(beans.getBeanProvider(JavaMailSender.class), none),
                                new SmsGateway(none)),
                        none,
                        clock)
                .send();
        assertThat(states()).containsExactly("NO_WAY");
    }

    @Test
    void whoHasAnAccountIsToldOnceADayThatSomebodyTriedToRegisterWithHisNumber() throws Exception {
        String owner = accounts.visitor(CitizenId.parse("370602190001010016")).orElseThrow();
        notifications.keep(owner, new Contact("zhang@example.org", false, "zh"));
        for (int i = 0; i < 2; i++) {
            registering.register("张伟", "370602190001010016", "13800000099", "a stranger's good password");
            sending().send();
            clock.set(MONDAY.plus(Duration.ofHours(1)));
        }
        assertThat(subjects()).containsExactly("有人用您的身份证号申请注册，您的账号没有变化");
        assertThat(post.getReceivedMessages()[0].getContent().toString())
                .contains("2026-08-03 10:00", "账号和密码没有变化")
                .doesNotContain("张伟", "3706", "13800000099");
        assertThat(notifications.told(owner, 10)).extracting(Told::kind).containsExactly(Kind.REGISTRATION_TRIED);

        clock.set(MONDAY.plus(Duration.ofDays(1)));
        registering.register("张伟", "370602190001010016", "13800000099", "a stranger's good password");
        sending().send();
        assertThat(subjects()).hasSize(2);
    }

    @Test
    void theAdministratorOfSecurityIsToldOfAnAlertButNotOfWhom() throws Exception {
        String security = accounts.withRole(Role.SECURITY_ADMIN).get(0).id();
        notifications.keep(security, new Contact("guard@example.org", false, "en"));
        // At a time that nobody watches later.
        clock.set(MONDAY.minus(Duration.ofDays(100)));
        var curious = new Onlooking(office);
        var asked = new Onlooking(office);
        curious.isSeen();
        sending().send();
        asked.isSeen();
        asked.isAskedBy(security);
        sending().send();
        assertThat(subjects())
                .as("whoever opened the inquiry already needs no mail")
                .containsExactly("Security alert");
        assertThat(post.getReceivedMessages()[0].getContent().toString())
                .contains("61 matters", "2026-04-25 10:00")
                .doesNotContain(curious.account(), "YT.JJ");
        assertThat(states()).containsExactlyInAnyOrder("SENT", "CANCELLED");
    }

    @Test
    void whoWantsNeitherMailNorShortMessagesFindsItOnHisOwnPage() {
        notifications.keep(citizen.id(), new Contact(null, false, "zh"));
        tell("k1", "a1", MONDAY, null);
        sending().send();
        assertThat(states()).containsExactly("SENT");
        assertThat(messages).isEmpty();
        assertThat(notifications.told(citizen.id(), 10)).hasSize(1);
    }

    private List<String> subjects() {
        return IntStream.range(0, post.getReceivedMessages().length)
                .mapToObj(i -> {
                    try {
                        return post.getReceivedMessages()[i].getSubject();
                    } catch (MessagingException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }
}
