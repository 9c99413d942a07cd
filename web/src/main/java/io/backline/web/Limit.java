package io.backline.web;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How many rows a page has at most: {@code @RestQuery @DefaultValue(Limit.DEFAULT) @Limit int limit}. */
@Min(1)
@Max(500)
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface Limit {
    String DEFAULT = "50";

    String message() default "must be 1 to 500";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
