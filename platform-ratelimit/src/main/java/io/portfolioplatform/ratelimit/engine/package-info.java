/**
 * How a policy is decided and charged.
 */
@NullMarked
package io.portfolioplatform.ratelimit.engine;

import org.jspecify.annotations.NullMarked;
