/**
 * The example of the README.
 */
@NullMarked
package io.portfolioplatform.test.example;

import org.jspecify.annotations.NullMarked;
