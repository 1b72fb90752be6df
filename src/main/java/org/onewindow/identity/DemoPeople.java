package org.onewindow.identity;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.onewindow.shared.Role;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Made-up people and units for looking around; nobody of them exists. All share one password, which counts when they are
 * first written. Starting again, or two nodes at once, changes nothing.
 */
@Component
@Profile("demo")
class DemoPeople implements ApplicationRunner {

    private static final List<Unit> UNITS = List.of(
            new Unit("YT", "烟台市公安局（演示）", "Yantai Public Security Bureau (demo)", null),
            new Unit("YT.JJ", "交通警察支队（演示）", "Traffic Police Detachment (demo)", "YT"),
            new Unit("YT.JJ.ZF", "芝罘大队（演示）", "Zhifu Brigade (demo)", "YT.JJ"),
            new Unit("YT.CRJ", "出入境管理支队（演示）", "Exit-Entry Administration (demo)", "YT"),
            new Unit("YTKJ", "烟台市科学技术局（演示）", "Yantai Science and Technology Bureau (demo)", null),
            new Unit("YTRC", "烟台市人才服务中心（演示）", "Yantai Talent Service Centre (demo)", null),
            new Unit("YTTJ", "烟台市退役军人事务局（演示）", "Yantai Veterans Affairs Bureau (demo)", null),
            new Unit("YT.JJ.LS", "莱山大队（演示）", "Laishan Brigade (demo)", "YT.JJ"),
            new Unit("YT.ZA", "治安户政支队（演示）", "Public Order and Household Detachment (demo)", "YT"));

    private record Somebody(String login, Role role, String unit, Person person, Mandate mandate) {}

    private static final List<Somebody> PEOPLE = List.of(
            citizen("zhang.wei", "张伟", "370602190001010016", "13800000001"),
            agent("li.na", "李娜", "370602190001010024", "13800000002", "烟台示例物流有限公司", "91370600MA0000007C"),
            agent("zhou.jie", "周𠮷杰", "370602190001010032", "13800000003", "烟台样例运输有限公司", "91370600MA00000157"),
            partner("yiyuan", "体检系统", "芝罘区向阳社区卫生服务中心（演示）", "12370602MB0000001X"),
            partner("youfu", "优待证系统", "烟台市退役军人事务局（演示）", "11370600MB00003028"),
            staff("wang.fang", Role.CLERK, "YT.JJ.ZF", "王芳"),
            staff("sun.lei", Role.CLERK, "YT.JJ.ZF", "孙磊"),
            staff("zhao.min", Role.CLERK, "YT.JJ.LS", "赵敏"),
            staff("ma.chao", Role.CLERK, "YTKJ", "马超"),
            staff("gao.yuan", Role.CLERK, "YTRC", "高远"),
            staff("lin.yan", Role.CLERK, "YT.CRJ", "林燕"),
            staff("chen.gang", Role.SUPERVISOR, "YT.JJ", "陈刚"),
            staff("zheng.hao", Role.CLERK, "YT.ZA", "郑浩"),
            staff("wu.jing", Role.SUPERVISOR, "YT.ZA", "吴静"),
            staff("liu.yang", Role.OFFICER, "YT.JJ.ZF", "刘洋"),
            staff("ops", Role.OPERATOR, "YT", "值守"),
            staff("system", Role.SYSTEM_ADMIN, "YT", "系统"),
            staff("security", Role.SECURITY_ADMIN, "YT", "安全"),
            staff("audit", Role.AUDIT_ADMIN, "YT", "审计"));

    private final Units units;
    private final Accounts accounts;
    private final Mandates mandates;
    private final PasswordEncoder encoder;
    private final String password;

    DemoPeople(
            Units units,
            Accounts accounts,
            Mandates mandates,
            PasswordEncoder encoder,
            @Value("${onewindow.demo.password:onewindow-demo}") String password) {
        this.units = units;
        this.accounts = accounts;
        this.mandates = mandates;
        this.encoder = encoder;
        this.password = password;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        for (Unit unit : UNITS) {
            unlessThere(() -> units.found(unit));
        }
        String hash = encoder.encode(password);
        for (Somebody somebody : PEOPLE) {
            String id = id("account", somebody);
            unlessThere(() -> accounts.open(
                    id, somebody.login(), hash, Set.of(somebody.role()), somebody.unit(), somebody.person()));
            if (somebody.mandate() != null) {
                unlessThere(() -> mandates.give(id("mandate", somebody), id, somebody.mandate()));
            }
        }
    }

    /** The key decides, not a look beforehand: another node may be writing the same row. */
    private static void unlessThere(Runnable insert) {
        try {
            insert.run();
        } catch (DuplicateKeyException there) {
            // That is what was wanted.
        }
    }

    private static String id(String what, Somebody somebody) {
        return UUID.nameUUIDFromBytes(("demo/" + what + "/" + somebody.login()).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static Somebody citizen(String login, String name, String idNo, String mobile) {
        return new Somebody(login, Role.APPLICANT, "", new Person(name, idNo, mobile), null);
    }

    private static Somebody agent(
            String login, String name, String idNo, String mobile, String company, String creditCode) {
        Mandate mandate = new Mandate(company, creditCode, LocalDate.of(2026, 1, 1), null);
        return new Somebody(login, Role.AGENT, "", new Person(name, idNo, mobile), mandate);
    }

    private static Somebody partner(String login, String name, String institution, String creditCode) {
        Mandate mandate = new Mandate(institution, creditCode, LocalDate.of(2026, 1, 1), null);
        return new Somebody(login, Role.PARTNER, "", new Person(name, null, null), mandate);
    }

    private static Somebody staff(String login, Role role, String unit, String name) {
        return new Somebody(login, role, unit, new Person(name, null, null), null);
    }
}
