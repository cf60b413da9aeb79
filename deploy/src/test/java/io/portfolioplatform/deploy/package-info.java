/**
 * Rules that the deployment files are held to, each with a change that breaks it.
 */
@NullMarked
package io.portfolioplatform.deploy;

import org.jspecify.annotations.NullMarked;
