/**
 * The example of the README.
 */
@NullMarked
package io.portfolioplatform.health.example;

import org.jspecify.annotations.NullMarked;
