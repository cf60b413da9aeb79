/**
 * What is remembered of decisions for operators.
 */
@NullMarked
package io.portfolioplatform.ratelimit.observe;

import org.jspecify.annotations.NullMarked;
