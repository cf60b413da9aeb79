/**
 * What a policy allows.
 */
@NullMarked
package io.portfolioplatform.ratelimit.policy;

import org.jspecify.annotations.NullMarked;
