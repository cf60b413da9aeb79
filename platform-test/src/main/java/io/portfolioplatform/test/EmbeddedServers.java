package io.portfolioplatform.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives the methods and constructor of a JUnit test the embedded servers they ask for as
 * parameters: {@link PostgresServer} and {@link RedisServer} are the JVM's shared ones,
 * each {@link PostgresDatabase} is a new, empty database.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(EmbeddedServersExtension.class)
public @interface EmbeddedServers {

}
