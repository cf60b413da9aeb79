/**
 * Embedded servers as connection details of a Spring Boot application.
 */
@NullMarked
package io.portfolioplatform.test.spring;

import org.jspecify.annotations.NullMarked;
