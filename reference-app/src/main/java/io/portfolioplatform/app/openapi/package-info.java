/**
 * The description of the API for programs, at {@code /v3/api-docs}.
 */
@NullMarked
package io.portfolioplatform.app.openapi;

import org.jspecify.annotations.NullMarked;
