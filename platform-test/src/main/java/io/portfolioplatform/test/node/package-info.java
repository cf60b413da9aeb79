/**
 * Several nodes of one Spring Boot application on free ports, in this JVM or in JVMs of
 * their own.
 */
@NullMarked
package io.portfolioplatform.test.node;

import org.jspecify.annotations.NullMarked;
