/**
 * Whom a policy counts.
 */
@NullMarked
package io.portfolioplatform.ratelimit.key;

import org.jspecify.annotations.NullMarked;
