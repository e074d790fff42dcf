package dataset

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"io"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/xuri/excelize/v2"
)

// A packer writes the parts of a workbook in the order of their names and with one
// time, where excelize gives them in any order.
type packer struct {
	*zip.Writer
	parts map[string]*bytes.Buffer
}

func newPacker(w io.Writer) excelize.ZipWriter {
	z := zip.NewWriter(w)
	z.RegisterCompressor(zip.Deflate, compress)
	return &packer{z, map[string]*bytes.Buffer{}}
}

// Create takes the content of a part.
func (p *packer) Create(name string) (io.Writer, error) {
	p.parts[name] = new(bytes.Buffer)
	return p.parts[name], nil
}

// Close writes all parts.
func (p *packer) Close() error {
	for _, name := range slices.Sorted(maps.Keys(p.parts)) {
		w, err := p.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			return err
		}
		if _, err := w.Write(p.parts[name].Bytes()); err != nil {
			return err
		}
	}
	return p.Writer.Close()
}

// compressors are kept for the next part: each is large, parts are small.
var compressors sync.Pool

// compress works at the fastest level. Sheets say the same again and again, which
// it finds too: workbooks become larger by a twelfth, and are made in less time.
func compress(w io.Writer) (io.WriteCloser, error) {
	if f, ok := compressors.Get().(*flate.Writer); ok {
		f.Reset(w)
		return &compressor{f}, nil
	}
	f, err := flate.NewWriter(w, flate.BestSpeed)
	return &compressor{f}, err
}

// A compressor goes back to the others when it is closed.
type compressor struct{ *flate.Writer }

func (c *compressor) Close() error {
	err := c.Writer.Close()
	compressors.Put(c.Writer)
	return err
}
