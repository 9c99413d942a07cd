package io.backline.events;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A SKU or a location: 1 to 64 printable characters without leading or trailing blank. */
@NotNull
@Pattern(regexp = Printable.NAME)
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Name {
    String message() default "must be 1 to 64 printable characters without leading or trailing blank";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
