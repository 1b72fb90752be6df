package org.onewindow.joint;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.onewindow.joint.JointPart.Part;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JointPartRepository {

    private final JdbcClient sql;

    JointPartRepository(JdbcClient sql) {
        this.sql = sql;
    }

    /** The unique key lets no part in twice. */
    void insert(JointPart part) {
        sql.sql("INSERT INTO joint_part (case_id, whole, part) VALUES (:case, :whole, :part)")
                .param("case", part.caseId())
                .param("whole", part.whole())
                .param("part", part.part().name())
                .update();
    }

    Optional<JointPart> find(String caseId) {
        return sql.sql("SELECT * FROM joint_part WHERE case_id = :case")
                .param("case", caseId)
                .query(JointPartRepository::part)
                .optional();
    }

    /** In the order of the parts' names, the last first: the work permit, then the residence permit. */
    List<JointPart> of(String whole) {
        return sql.sql("SELECT * FROM joint_part WHERE whole = :whole ORDER BY part DESC")
                .param("whole", whole)
                .query(JointPartRepository::part)
                .list();
    }

    private static JointPart part(ResultSet row, int n) throws SQLException {
        return new JointPart(row.getString("case_id"), row.getString("whole"), Part.valueOf(row.getString("part")));
    }
}
