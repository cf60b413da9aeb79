/**
 * The example of the README.
 */
@NullMarked
package io.portfolioplatform.dbpool.example;

import org.jspecify.annotations.NullMarked;
