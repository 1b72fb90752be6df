/** Words that every module speaks: who acts, why the office refuses, how a list is paged. Plain Java, open to all. */
@org.springframework.modulith.ApplicationModule(type = org.springframework.modulith.ApplicationModule.Type.OPEN)
package org.onewindow.shared;
