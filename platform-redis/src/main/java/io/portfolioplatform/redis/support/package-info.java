/**
 * What the starters that know this one share. Applications do not need it.
 */
@NullMarked
package io.portfolioplatform.redis.support;

import org.jspecify.annotations.NullMarked;
