package io.backline.events;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An id that others made and that may be left out: opaque text of 1 to 128 printable characters. */
@Pattern(regexp = Printable.ID)
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface OptionalForeignId {
    String message() default "must be 1 to 128 printable characters";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
