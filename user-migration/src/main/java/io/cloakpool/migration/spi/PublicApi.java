package io.cloakpool.migration.spi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a type that other modules and other people's jars may use. What is public without it may change at any time. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface PublicApi {
    /** Whether the type keeps its shape within a major version; otherwise a minor version may change it. */
    boolean stable() default false;
}
