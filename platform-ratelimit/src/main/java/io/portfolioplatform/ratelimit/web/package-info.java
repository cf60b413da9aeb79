/**
 * Limits of HTTP routes and the answers of the IETF draft.
 */
@NullMarked
package io.portfolioplatform.ratelimit.web;

import org.jspecify.annotations.NullMarked;
