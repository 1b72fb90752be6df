package org.onewindow.workflow;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.GroupQuery;
import org.camunda.bpm.engine.identity.NativeUserQuery;
import org.camunda.bpm.engine.identity.Tenant;
import org.camunda.bpm.engine.identity.TenantQuery;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.identity.UserQuery;
import org.camunda.bpm.engine.impl.GroupQueryImpl;
import org.camunda.bpm.engine.impl.Page;
import org.camunda.bpm.engine.impl.TenantQueryImpl;
import org.camunda.bpm.engine.impl.UserQueryImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.ReadOnlyIdentityProvider;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.GroupEntity;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.springframework.beans.factory.ObjectProvider;

/**
 * The engine's view of people: the operators, all in one group, and nobody else. Being read-only it also shuts the engine's
 * first-run setup, which would otherwise make an administrator for whoever asks first; and no password opens anything here.
 */
final class OperatorDirectory implements ReadOnlyIdentityProvider {

    /** The group that holds the grants. */
    static final String GROUP = "operator";

    private final OperatorSource source;

    private OperatorDirectory(OperatorSource source) {
        this.source = source;
    }

    static SessionFactory of(ObjectProvider<OperatorSource> source) {
        return new SessionFactory() {
            @Override
            public Class<?> getSessionType() {
                return ReadOnlyIdentityProvider.class;
            }

            @Override
            public Session openSession() {
                return new OperatorDirectory(source.getIfAvailable(NoOperators::new));
            }
        };
    }

    private static final class NoOperators implements OperatorSource {

        @Override
        public Optional<Operator> find(String accountId) {
            return Optional.empty();
        }

        @Override
        public List<Operator> all() {
            return List.of();
        }
    }

    @Override
    public boolean checkPassword(String userId, String password) {
        return false;
    }

    @Override
    public User findUserById(String id) {
        return source.find(id).map(OperatorDirectory::user).orElse(null);
    }

    @Override
    public Group findGroupById(String id) {
        return GROUP.equals(id) ? group() : null;
    }

    @Override
    public Tenant findTenantById(String id) {
        return null;
    }

    @Override
    public UserQuery createUserQuery() {
        return new Users(source);
    }

    @Override
    public UserQuery createUserQuery(CommandContext context) {
        return new Users(source);
    }

    @Override
    public GroupQuery createGroupQuery() {
        return new Groups(source);
    }

    @Override
    public GroupQuery createGroupQuery(CommandContext context) {
        return new Groups(source);
    }

    @Override
    public TenantQuery createTenantQuery() {
        return new NoTenants();
    }

    @Override
    public TenantQuery createTenantQuery(CommandContext context) {
        return new NoTenants();
    }

    @Override
    public NativeUserQuery createNativeUserQuery() {
        throw new UnsupportedOperationException("accounts are not in the engine's tables");
    }

    @Override
    public void flush() {
        // Nothing is ever changed here.
    }

    @Override
    public void close() {
        // Nothing is held open.
    }

    private static User user(Operator operator) {
        var user = new UserEntity();
        user.setId(operator.id());
        user.setFirstName(operator.displayName());
        user.setLastName("");
        return user;
    }

    private static Group group() {
        var group = new GroupEntity();
        group.setId(GROUP);
        group.setName(GROUP);
        group.setType("SYSTEM");
        return group;
    }

    private static boolean oneOf(String[] wanted, String value) {
        return wanted == null || Arrays.asList(wanted).contains(value);
    }

    /** {@code %} stands for anything at either end, as in SQL. */
    private static boolean like(String pattern, String value) {
        return pattern == null || value.contains(pattern.replace("%", ""));
    }

    private static <T> List<T> cut(Stream<T> found, Page page) {
        return (page == null ? found : found.skip(page.getFirstResult()).limit(page.getMaxResults())).toList();
    }

    private static final class Users extends UserQueryImpl {

        private static final long serialVersionUID = 1L;

        private final transient OperatorSource source;

        Users(OperatorSource source) {
            super(Context.getProcessEngineConfiguration().getCommandExecutorTxRequired());
            this.source = source;
        }

        private Stream<User> found() {
            Stream<Operator> people = id == null ? source.all().stream() : source.find(id).stream();
            return people.filter(person -> oneOf(ids, person.id()))
                    .filter(person -> firstName == null || firstName.equals(person.displayName()))
                    .filter(person -> like(firstNameLike, person.displayName()))
                    .filter(person -> groupId == null || groupId.equals(GROUP))
                    .filter(person -> tenantId == null && email == null && lastName == null)
                    .map(OperatorDirectory::user);
        }

        @Override
        public long executeCount(CommandContext context) {
            return found().count();
        }

        @Override
        public List<User> executeList(CommandContext context, Page page) {
            return cut(found(), page);
        }
    }

    private static final class Groups extends GroupQueryImpl {

        private static final long serialVersionUID = 1L;

        private final transient OperatorSource source;

        Groups(OperatorSource source) {
            super(Context.getProcessEngineConfiguration().getCommandExecutorTxRequired());
            this.source = source;
        }

        private Stream<Group> found() {
            return Stream.of(group())
                    .filter(group -> id == null || id.equals(GROUP))
                    .filter(group -> oneOf(ids, GROUP))
                    .filter(group -> name == null || name.equals(GROUP))
                    .filter(group -> like(nameLike, GROUP))
                    .filter(group -> userId == null || source.find(userId).isPresent())
                    .filter(group -> tenantId == null);
        }

        @Override
        public long executeCount(CommandContext context) {
            return found().count();
        }

        @Override
        public List<Group> executeList(CommandContext context, Page page) {
            return cut(found(), page);
        }
    }

    private static final class NoTenants extends TenantQueryImpl {

        private static final long serialVersionUID = 1L;

        NoTenants() {
            super(Context.getProcessEngineConfiguration().getCommandExecutorTxRequired());
        }

        @Override
        public long executeCount(CommandContext context) {
            return 0;
        }

        @Override
        public List<Tenant> executeList(CommandContext context, Page page) {
            return List.of();
        }
    }
}
