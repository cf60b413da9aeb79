/**
 * Refusing requests beyond what the process can carry.
 */
@NullMarked
package io.portfolioplatform.health.shed;

import org.jspecify.annotations.NullMarked;
