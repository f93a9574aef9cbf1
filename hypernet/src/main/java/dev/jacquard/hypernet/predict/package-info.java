/**
 * The front door: {@link dev.jacquard.hypernet.predict.Predictor} takes a network and gives all of
 * its parameters; {@link dev.jacquard.hypernet.predict.Networks} has the networks with a name.
 */
@NullMarked
package dev.jacquard.hypernet.predict;

import org.jspecify.annotations.NullMarked;
