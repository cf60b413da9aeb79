/**
 * The example of the README.
 */
@NullMarked
package io.portfolioplatform.ratelimit.example;

import org.jspecify.annotations.NullMarked;
