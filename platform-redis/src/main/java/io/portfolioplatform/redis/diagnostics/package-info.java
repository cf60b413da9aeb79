/**
 * What the starters that know this one say about a start that fails.
 */
@NullMarked
package io.portfolioplatform.redis.diagnostics;

import org.jspecify.annotations.NullMarked;
