package org.onewindow.workflow;

import java.util.List;
import java.util.Optional;

/** Who the operators are. Asked at each request to the engine's pages; without such a bean nobody gets in. */
public interface OperatorSource {

    /** Empty when there is no such account, when it is closed, or when it is not an operator's. */
    Optional<Operator> find(String accountId);

    List<Operator> all();
}
