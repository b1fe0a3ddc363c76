// Reads each payload with a generated type, writes it, and compares the two.
// usage: main VALID BROKEN
//
// The report names, by file, why a payload was refused, or null where it was accepted.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
)

type report struct {
	Valid  map[string]*string `json:"valid"`
	Broken map[string]*string `json:"broken"`
	Notes  []string           `json:"notes"`
}

func main() {
	use()
	result := report{Notes: []string{}}
	nulls := 0
	result.Valid = tried(os.Args[1], func(data []byte) string { return compare(data, &nulls) })
	result.Broken = tried(os.Args[2], func(data []byte) string {
		if _, err := rewrite(data); err != nil {
			return err.Error()
		}
		return ""
	})
	if nulls > 0 {
		result.Notes = append(result.Notes, "writes null for members that were absent")
	}
	text, err := json.Marshal(result)
	must(err)
	fmt.Println(string(text))
}

// tried checks every payload of a folder; check says why one is refused, or nothing.
func tried(folder string, check func([]byte) string) map[string]*string {
	files, err := filepath.Glob(filepath.Join(folder, "*.json"))
	must(err)
	result := map[string]*string{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		must(err)
		result[filepath.Base(file)] = nil
		if why := check(data); why != "" {
			result[filepath.Base(file)] = &why
		}
	}
	return result
}

// compare says what is lost in reading and writing a payload, and counts where null took the place of an absent member.
func compare(data []byte, nulls *int) string {
	written, err := rewrite(data)
	if err != nil {
		return err.Error()
	}
	before, after := parse(data), parse(written)
	if reflect.DeepEqual(before, after) {
		return ""
	}
	if !reflect.DeepEqual(withoutNulls(before), withoutNulls(after)) {
		return "written back as " + string(written)
	}
	*nulls++
	return ""
}

// parse reads any JSON without losing a digit.
func parse(data []byte) interface{} {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	var value interface{}
	must(decoder.Decode(&value))
	return value
}

// withoutNulls is the value without the members that are null.
func withoutNulls(value interface{}) interface{} {
	switch value := value.(type) {
	case map[string]interface{}:
		result := map[string]interface{}{}
		for name, member := range value {
			if member != nil {
				result[name] = withoutNulls(member)
			}
		}
		return result
	case []interface{}:
		result := make([]interface{}, len(value))
		for index, item := range value {
			result[index] = withoutNulls(item)
		}
		return result
	default:
		return value
	}
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
