package dev.jacquard.nn.network;

import dev.jacquard.nn.layer.Activate;
import dev.jacquard.nn.layer.AdaptiveAvgPool2d;
import dev.jacquard.nn.layer.Add;
import dev.jacquard.nn.layer.Attention;
import dev.jacquard.nn.layer.AvgPool2d;
import dev.jacquard.nn.layer.BatchNorm2d;
import dev.jacquard.nn.layer.Concat;
import dev.jacquard.nn.layer.Conv2d;
import dev.jacquard.nn.layer.Dropout;
import dev.jacquard.nn.layer.Flatten;
import dev.jacquard.nn.layer.Input;
import dev.jacquard.nn.layer.LayerNorm;
import dev.jacquard.nn.layer.LayerVisitor;
import dev.jacquard.nn.layer.Linear;
import dev.jacquard.nn.layer.MaxPool2d;
import dev.jacquard.nn.layer.Multiply;
import dev.jacquard.nn.layer.PadChannels;
import dev.jacquard.nn.layer.Parameter;
import dev.jacquard.nn.layer.Permute;
import dev.jacquard.nn.layer.Reshape;
import dev.jacquard.nn.layer.Slice;
import dev.jacquard.nn.layer.StochasticDepth;
import dev.jacquard.tensor.Shape;
import dev.jacquard.tensor.kernel.ConvGeometry;
import dev.jacquard.tensor.kernel.Window;
import java.util.ArrayList;
import java.util.List;

/** Infers the shape of every node's value, and finds layers that cannot work on what they get. */
final class ShapeWalk implements LayerVisitor<Shape> {
  private final Shape images;
  private List<Shape> inputs = List.of();

  private ShapeWalk(Shape images) {
    this.images = images;
  }

  static List<Shape> of(Network network, Shape images) {
    ShapeWalk walk = new ShapeWalk(images);
    List<Shape> shapes = new ArrayList<>(network.nodes().size());
    for (Node node : network.nodes()) {
      walk.inputs = node.inputs().stream().map(shapes::get).toList();
      try {
        shapes.add(node.layer().accept(walk));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            network.name() + ": " + node.name() + ": " + e.getMessage(), e);
      }
    }
    return shapes;
  }

  private Shape in() {
    return inputs.get(0);
  }

  @Override
  public Shape input(Input layer) {
    expect(images.rank() == 4, "[N, C, H, W]", images);
    return images;
  }

  @Override
  public Shape parameter(Parameter layer) {
    return layer.shape();
  }

  @Override
  public Shape conv2d(Conv2d layer) {
    Shape x = in();
    expect(x.rank() == 4 && x.dim(1) == layer.in(), "[N, " + layer.in() + ", H, W]", x);
    ConvGeometry g = geometry(layer, x);
    return Shape.of(x.dim(0), layer.out(), g.outHeight(), g.outWidth());
  }

  /** The sizes of a convolution of images of a shape. */
  static ConvGeometry geometry(Conv2d layer, Shape x) {
    return new ConvGeometry(
        x.dim(0),
        layer.in(),
        x.dim(2),
        x.dim(3),
        layer.out(),
        layer.kernelHeight(),
        layer.kernelWidth(),
        layer.sliding().strideHeight(),
        layer.sliding().strideWidth(),
        layer.sliding().padHeight(),
        layer.sliding().padWidth(),
        layer.sliding().dilationHeight(),
        layer.sliding().dilationWidth(),
        layer.sliding().groups());
  }

  @Override
  public Shape linear(Linear layer) {
    Shape x = in();
    int last = x.rank() - 1;
    expect(x.rank() >= 2 && x.dim(last) == layer.in(), "[N, ..., " + layer.in() + "]", x);
    return x.withDim(last, layer.out());
  }

  @Override
  public Shape batchNorm2d(BatchNorm2d layer) {
    Shape x = in();
    expect(x.rank() >= 2 && x.dim(1) == layer.channels(), "[N, " + layer.channels() + ", ...]", x);
    return x;
  }

  @Override
  public Shape layerNorm(LayerNorm layer) {
    Shape x = in();
    expect(
        x.rank() >= 2 && x.dim(x.rank() - 1) == layer.features(),
        "[N, ..., " + layer.features() + "]",
        x);
    return x;
  }

  @Override
  public Shape maxPool2d(MaxPool2d layer) {
    int padding = layer.padding();
    return pooled(
        Window.sliding(rows(), layer.kernel(), layer.stride(), padding, layer.ceil(), false),
        Window.sliding(columns(), layer.kernel(), layer.stride(), padding, layer.ceil(), false));
  }

  @Override
  public Shape avgPool2d(AvgPool2d layer) {
    int padding = layer.padding();
    return pooled(
        Window.sliding(rows(), layer.kernel(), layer.stride(), padding, layer.ceil(), true),
        Window.sliding(columns(), layer.kernel(), layer.stride(), padding, layer.ceil(), true));
  }

  @Override
  public Shape adaptiveAvgPool2d(AdaptiveAvgPool2d layer) {
    return pooled(
        Window.adaptive(rows(), layer.height()), Window.adaptive(columns(), layer.width()));
  }

  private int rows() {
    expect(in().rank() == 4, "[N, C, H, W]", in());
    return in().dim(2);
  }

  private int columns() {
    return in().dim(3);
  }

  private Shape pooled(Window rows, Window columns) {
    return in().withDim(2, rows.outputs()).withDim(3, columns.outputs());
  }

  @Override
  public Shape activate(Activate layer) {
    return in();
  }

  @Override
  public Shape dropout(Dropout layer) {
    return in();
  }

  @Override
  public Shape stochasticDepth(StochasticDepth layer) {
    return in();
  }

  @Override
  public Shape flatten(Flatten layer) {
    return Shape.of(in().dim(0), in().product(1, in().rank()));
  }

  @Override
  public Shape reshape(Reshape layer) {
    Shape x = in();
    int[] dims = new int[layer.row().rank() + 1];
    dims[0] = x.dim(0);
    System.arraycopy(layer.row().dims(), 0, dims, 1, dims.length - 1);
    expect(
        layer.row().size() == x.product(1, x.rank()),
        "rows of " + layer.row().size() + " elements",
        x);
    return Shape.of(dims);
  }

  @Override
  public Shape permute(Permute layer) {
    Shape x = in();
    expect(x.rank() == layer.order().size(), layer.order().size() + " axes", x);
    return Shape.of(layer.order().stream().mapToInt(x::dim).toArray());
  }

  @Override
  public Shape padChannels(PadChannels layer) {
    Shape x = in();
    expect(x.rank() >= 2, "[N, C, ...]", x);
    return x.withDim(1, layer.before() + x.dim(1) + layer.after());
  }

  @Override
  public Shape slice(Slice layer) {
    Shape x = in();
    int axis = layer.axis();
    expect(x.rank() > axis, "more than " + axis + " axes", x);
    int stop = layer.stop() == Slice.END ? x.dim(axis) : layer.stop();
    expect(
        layer.start() < stop && stop <= x.dim(axis),
        "entries " + layer.start() + " to " + stop + " on axis " + axis,
        x);
    return x.withDim(axis, (stop - layer.start() + layer.step() - 1) / layer.step());
  }

  @Override
  public Shape add(Add layer) {
    return broadcast();
  }

  @Override
  public Shape multiply(Multiply layer) {
    return broadcast();
  }

  /** The shape of the first input, on which the second must lie. */
  private Shape broadcast() {
    Shape large = in();
    Shape small = inputs.get(1);
    boolean fits = small.rank() <= large.rank();
    for (int back = 1; fits && back <= small.rank(); back++) {
      int dim = small.dim(small.rank() - back);
      fits = dim == 1 || dim == large.dim(large.rank() - back);
    }
    expect(fits, "a second input that is or repeats to " + large, small);
    return large;
  }

  @Override
  public Shape concat(Concat layer) {
    Shape first = in();
    int axis = layer.axis();
    expect(axis < first.rank(), "more than " + axis + " axes", first);
    int sum = 0;
    for (Shape part : inputs) {
      expect(
          part.rank() == first.rank() && part.withDim(axis, 1).equals(first.withDim(axis, 1)),
          "inputs that differ on axis " + axis + " only",
          inputs);
      sum += part.dim(axis);
    }
    return first.withDim(axis, sum);
  }

  @Override
  public Shape attention(Attention layer) {
    Shape x = in();
    expect(
        x.rank() == 3 && x.dim(2) % (3 * layer.heads()) == 0,
        "[N, T, a multiple of " + 3 * layer.heads() + "]",
        x);
    return x.withDim(2, x.dim(2) / 3);
  }

  private static void expect(boolean holds, String expected, Object actual) {
    if (!holds) {
      throw new IllegalArgumentException("expected " + expected + ", got " + actual);
    }
  }
}
