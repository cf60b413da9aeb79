/**
 * Limits of bean methods.
 */
@NullMarked
package io.portfolioplatform.ratelimit.method;

import org.jspecify.annotations.NullMarked;
