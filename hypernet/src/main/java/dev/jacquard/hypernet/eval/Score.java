package dev.jacquard.hypernet.eval;

/**
 * How often a network with predicted parameters was right.
 *
 * @param index of the network in its split
 * @param nodes of its graph
 * @param parameters how many numbers were predicted
 * @param accuracy the share of test images
 * @param seconds that predicting the parameters took, its graph included
 */
public record Score(long index, int nodes, long parameters, double accuracy, double seconds) {}
