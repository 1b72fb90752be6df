package org.onewindow.shared;

/** What a person or a machine may be to the office. An account may hold several. */
public enum Role {
    /** Applies for himself. */
    APPLICANT,
    /** Applies for a company, by a mandate that can be ended. */
    AGENT,
    /** Works on the cases of his own unit. */
    CLERK,
    /** Sees the cases of his unit and of all units below it, and what is late. */
    SUPERVISOR,
    /** Checks passes on the road. */
    OFFICER,
    /** A machine outside the authority, such as a hospital's or another department's; sends and asks what its mandate lets it. */
    PARTNER,
    /** Watches the engine on the operations port; decides nothing. */
    OPERATOR,
    /** Opens and closes accounts; holds no other role. */
    SYSTEM_ADMIN,
    /** Takes a lost second factor away and sets a forgotten password anew; holds no other role. */
    SECURITY_ADMIN,
    /** Reads who did what, and checks that nobody altered it; holds no other role. */
    AUDIT_ADMIN
}
