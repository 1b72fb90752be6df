package org.onewindow.web;

import java.util.List;
import java.util.Optional;
import org.onewindow.identity.Accounts;
import org.onewindow.shared.Actor;
import org.onewindow.shared.Role;
import org.onewindow.workflow.Operator;
import org.onewindow.workflow.OperatorSource;
import org.springframework.stereotype.Component;

/** The engine's pages know the operators among our accounts, and nobody else. */
@Component
class Operators implements OperatorSource {

    private final Accounts accounts;

    Operators(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public Optional<Operator> find(String accountId) {
        return accounts.actor(accountId).filter(a -> a.is(Role.OPERATOR)).map(this::operator);
    }

    @Override
    public List<Operator> all() {
        return accounts.withRole(Role.OPERATOR).stream().map(this::operator).toList();
    }

    private Operator operator(Actor account) {
        return new Operator(account.id(), accounts.person(account.id()).name());
    }
}
