package main

import (
	"errors"
	"io/fs"
	"os"

	"gongkai/generator"
)

// A spool is a file in the folder for temporary ones that is gone when it is closed,
// and where the system allows it also when the program is killed.
type spool struct{ *os.File }

func openSpool() (generator.Spool, error) {
	f, err := os.CreateTemp("", "gongkai-preview-*")
	if err != nil {
		return nil, err
	}
	_ = os.Remove(f.Name()) // an open file stays, where it can be removed at all
	return spool{f}, nil
}

func (s spool) Close() error {
	err := s.File.Close()
	if removed := os.Remove(s.Name()); !errors.Is(removed, fs.ErrNotExist) {
		err = errors.Join(err, removed)
	}
	return err
}
