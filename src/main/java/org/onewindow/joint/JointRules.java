package org.onewindow.joint;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.onewindow.joint.JointPart.Part;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * What {@code joint/joint.yml} says.
 *
 * @param units the unit that decides each part
 */
@Validated
@ConfigurationProperties("onewindow.joint")
record JointRules(@NotNull @Size(min = 2) Map<Part, String> units) {}
